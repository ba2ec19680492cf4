import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { describeFamily } from './harness/describe-family.js';
import { groupCases } from './cases/groups.js';
import { scopeCases } from './cases/scopes.js';

const pool = await TestUserPool.create();
const { options } = pool;
const good = pool.accessToken();

describeFamily('hostile groups', { options, good, cases: groupCases(pool) });

describeFamily('hostile scopes', { options, good, cases: scopeCases(pool) });
