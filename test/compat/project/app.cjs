require('reflect-metadata');
const common = require('@nestjs/common');
const { NestFactory } = require('@nestjs/core');
const { ExpressAdapter } = require('@nestjs/platform-express');
const { FastifyAdapter } = require('@nestjs/platform-fastify');
const auth = require('nestjs-cognito-auth');
const { TestUserPool } = require('nestjs-cognito-auth/testing');
const check = require('./check.cjs');

const adapters = { express: ExpressAdapter, fastify: FastifyAdapter };
const { [process.argv[2]]: Adapter = ExpressAdapter } = adapters;
void check({ common, NestFactory, Adapter, auth, TestUserPool });
