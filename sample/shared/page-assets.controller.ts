import { Controller, Get, Header } from '@nestjs/common';
import { Public } from 'nestjs-cognito-auth';
import { readPageFile } from './page-files.js';
import { signInPlace } from './sign-in-place.js';

/** Serves what the pages of the samples have in common. */
@Controller()
@Public()
export class PageAssetsController {
  private readonly place = signInPlace();

  @Get('base.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  style() {
    return readPageFile('shared', 'base.css');
  }

  @Get('cognito.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  script() {
    return readPageFile('shared', 'cognito.js');
  }

  @Get('icon.svg')
  @Header('Content-Type', 'image/svg+xml')
  icon() {
    return readPageFile('shared', 'icon.svg');
  }

  @Get('sign-in.json')
  signIn() {
    return this.place;
  }
}
