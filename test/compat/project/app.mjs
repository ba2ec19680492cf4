import 'reflect-metadata';
import * as common from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import * as auth from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import check from './check.cjs';

const adapters = { express: ExpressAdapter, fastify: FastifyAdapter };
const { [process.argv[2]]: Adapter = ExpressAdapter } = adapters;
await check({ common, NestFactory, Adapter, auth, TestUserPool });
