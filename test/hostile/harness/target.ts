import { Agent } from 'node:http';
import { ConsoleLogger } from '@nestjs/common';
import {
  CognitoAuthModule,
  type CognitoAuthModuleOptions,
} from 'nestjs-cognito-auth';
import { expect } from 'vitest';
import { request, type Answer } from '../../support/http.js';
import {
  bootApp,
  type Platform,
  type RunningApp,
} from '../../support/platforms.js';
import { isRefusalCode, refusal, seen, type RefusalCode } from './refusals.js';
import { cpuLimit, measured } from './cpu.js';
import type { HostileCase } from './hostile-case.js';
import { Output, tracesOf } from './output.js';
import { HostileRoutes } from './routes.fixture.js';
import { Witness, witnesses } from './witness.js';

/** Response headers that come from Node, the framework and this library. */
const usualHeaders = new Set([
  'connection',
  'content-length',
  'content-type',
  'date',
  'etag',
  'keep-alive',
  'www-authenticate',
  'x-powered-by',
]);

type Sent = Pick<HostileCase, 'token' | 'headers' | 'path'>;

/** An application under attack, which is watched from all sides. */
export class Target {
  private readonly agent = new Agent({ keepAlive: true });
  private readonly traces = new Set<string>();

  private constructor(
    readonly app: RunningApp,
    readonly output: Output,
    readonly witness: Witness,
  ) {}

  static async start(
    platform: Platform,
    options: CognitoAuthModuleOptions,
  ): Promise<Target> {
    const output = new Output();
    const app = await bootApp(platform, {
      imports: [CognitoAuthModule.forRoot({ ...options, globalGuard: true })],
      controllers: [HostileRoutes],
      providers: witnesses,
      logger: new ConsoleLogger({ logLevels: ['verbose'], colors: false }),
    });
    return new Target(app, output, app.app.get(Witness));
  }

  async stop(): Promise<void> {
    this.agent.destroy();
    await this.app.close();
    this.output.end();
  }

  ask({ path = '/me', token, headers }: Sent): Promise<Answer> {
    const { agent } = this;
    this.witness.forget();
    for (const text of [token, ...Object.values(headers ?? {})].flat()) {
      tracesOf(String(text)).forEach((trace) => this.traces.add(trace));
    }
    return request(`${this.app.url}${path}`, {
      agent,
      ...(token !== undefined && { token }),
      ...(headers !== undefined && { headers }),
    });
  }

  /** Makes an attempt and holds the answer against what it must be. */
  async attempt({ expected, ...sent }: HostileCase): Promise<void> {
    const { result: answer, cpu } = await measured(() => this.ask(sent));
    if (expected === 'let in') {
      this.expectLetIn(answer);
    } else {
      this.expectRefused(answer, expected);
    }
    expect(cpu).toBeLessThan(cpuLimit);
  }

  /** Makes an attempt whose answer is not known, and holds it to the known ones. */
  async expectKnownAnswer(sent: Sent): Promise<Answer> {
    const { result: answer, cpu } = await measured(() => this.ask(sent));
    const { code } = answer.body;
    if (isRefusalCode(code)) {
      this.expectRefused(answer, code);
    } else {
      this.expectLetIn(answer);
    }
    expect(cpu).toBeLessThan(cpuLimit);
    return answer;
  }

  expectLetIn(answer: Answer): void {
    expect(answer.status).toBe(200);
    expect(answer.body['kind']).toMatch(/^(user|machine)$/);
    expect(this.witness.reached).toContain('handler');
  }

  /** Refused in the fixed words, with nothing beside them, and in time. */
  expectRefused(answer: Answer, code: RefusalCode): void {
    expect(seen(answer)).toEqual(refusal(code));
    expect(
      Object.keys(answer.headers).filter((name) => !usualHeaders.has(name)),
    ).toEqual([]);
    expect(this.witness.reached).toEqual([]);
  }

  /** After all attempts: good callers get in, and nothing is left of the others. */
  async expectUnharmed(token: string): Promise<void> {
    this.expectLetIn(await this.ask({ token }));
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
    expect(this.output.lines.join()).toContain('Nest application successfully');
    expect(this.output.holding(this.traces)).toEqual([]);
  }
}
