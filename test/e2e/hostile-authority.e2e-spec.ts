import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { describeFamily } from '../support/hostile/describe-family.js';
import { groupCases } from '../support/hostile/groups.js';
import { scopeCases } from '../support/hostile/scopes.js';

const pool = await TestUserPool.create();
const { options } = pool;
const good = pool.accessToken();

describeFamily('hostile groups', { options, good, cases: groupCases(pool) });

describeFamily('hostile scopes', { options, good, cases: scopeCases(pool) });
