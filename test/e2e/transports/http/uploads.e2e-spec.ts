import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Controller,
  Get,
  Post,
  Render,
  UploadedFile,
  UseInterceptors,
} from '@nestjs/common';
import {
  FileInterceptor,
  type NestExpressApplication,
} from '@nestjs/platform-express';
import { CognitoAuthModule, CurrentUser, Groups } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { request } from '../../../support/http.js';
import {
  bootApp,
  express,
  type RunningApp,
} from '../../../support/platforms.js';

const received: string[] = [];

/** Stores nothing, but notes each file that the application began to read. */
const storage = {
  _handleFile(
    _request: unknown,
    file: { originalname: string; stream: NodeJS.ReadableStream },
    done: (error: unknown, info?: object) => void,
  ) {
    received.push(file.originalname);
    file.stream.on('end', () => done(null, {})).resume();
  },
  _removeFile: (_request: unknown, _file: unknown, done: () => void) => done(),
};

@Controller()
class FilesController {
  @Post('files')
  @Groups('staff')
  @UseInterceptors(FileInterceptor('file', { storage }))
  upload(@UploadedFile() { originalname }: { originalname: string }) {
    return { originalname };
  }

  @Get('page')
  @Groups('staff')
  @Render('page')
  page(@CurrentUser('username') name: string) {
    return { name };
  }
}

let pool: TestUserPool;
let app: RunningApp;
let views: string;

beforeAll(async () => {
  pool = await TestUserPool.create();
  views = mkdtempSync(join(tmpdir(), 'views-'));
  writeFileSync(join(views, 'page.greeting'), 'Hello');
  app = await bootApp(express, {
    imports: [
      CognitoAuthModule.forRoot({ ...pool.options, globalGuard: true }),
    ],
    controllers: [FilesController],
    configure: (nest) => {
      const web = nest as NestExpressApplication;
      web.engine(
        'greeting',
        (
          _path: string,
          { name }: { name: string },
          done: (error: unknown, text: string) => void,
        ) => done(null, `Hello ${name}`),
      );
      web.setBaseViewsDir(views);
      web.setViewEngine('greeting');
    },
  });
});

afterAll(async () => {
  await app.close();
  rmSync(views, { recursive: true });
});

const staff = () => pool.accessToken({ username: 'alice', groups: ['staff'] });

function upload(name: string, token: string) {
  const form = new FormData();
  form.set('file', new Blob(['x'.repeat(100_000)]), name);
  return fetch(`${app.url}/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
    signal: AbortSignal.timeout(10_000),
  });
}

it('An upload is refused before any of its file is read', async () => {
  const response = await upload('refused.txt', pool.accessToken());

  expect(response.status).toBe(403);
  expect(received).not.toContain('refused.txt');
});

it('An upload of a caller with the group is read', async () => {
  const response = await upload('stored.txt', staff());

  expect(await response.json()).toEqual({ originalname: 'stored.txt' });
  expect(received).toContain('stored.txt');
});

it('A rendered page is refused as JSON, and rendered for its caller', async () => {
  const refused = await request(`${app.url}/page`);
  const rendered = await request(`${app.url}/page`, { token: staff() });

  expect(refused.status).toBe(401);
  expect(refused.body['code']).toBe('token_missing');
  expect(rendered.text).toBe('Hello alice');
});
