import { Controller, Get, Header } from '@nestjs/common';
import { Public } from 'nestjs-cognito-auth';
import { readPageFile } from '../../shared/page-files.js';

/** Serves the page of the chat. It needs no token, for it holds nothing. */
@Controller()
@Public()
export class PageController {
  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  page() {
    return readPageFile('03-live', 'index.html');
  }

  @Get('app.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  script() {
    return readPageFile('03-live', 'app.js');
  }

  @Get('style.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  style() {
    return readPageFile('03-live', 'style.css');
  }
}
