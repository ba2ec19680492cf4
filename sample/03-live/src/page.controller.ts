import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Get, Header } from '@nestjs/common';
import { Public } from 'nestjs-cognito-auth';
import { signInFromEnvironment } from './user-pool.config.js';

// The same folder for the sources of this sample and for what is built from them.
const root = dirname(
  createRequire(import.meta.url).resolve('nestjs-cognito-auth/package.json'),
);

const read = (file: string): string =>
  readFileSync(join(root, 'sample/03-live/public', file), 'utf8');

/** Serves the page of the chat. It needs no token, for it holds nothing. */
@Controller()
@Public()
export class PageController {
  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  page() {
    return read('index.html');
  }

  @Get('app.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  script() {
    return read('app.js');
  }

  @Get('style.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  style() {
    return read('style.css');
  }

  @Get('icon.svg')
  @Header('Content-Type', 'image/svg+xml')
  icon() {
    return read('icon.svg');
  }

  @Get('sign-in.json')
  signIn() {
    return signInFromEnvironment();
  }
}
