import 'reflect-metadata';
import type { TestUserPoolModuleOptions } from 'nestjs-cognito-auth/testing';
import { bootInstance } from './redis.fixture.js';

const [auth = '{}', port] = process.argv.slice(2);
const options = JSON.parse(auth) as TestUserPoolModuleOptions;
const instance = await bootInstance(options, Number(port));
process.once('SIGTERM', () => void instance.close());
console.log(`listens on ${instance.url} `);
