import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from 'nestjs-cognito-auth';
import { readPageFile } from '../../shared/page-files.js';

/** Serves the page of the orders API. It needs no token, for it holds nothing. */
@Controller()
@ApiExcludeController()
@Public()
export class PageController {
  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  page() {
    return readPageFile('01-rest', 'index.html');
  }

  @Get('app.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  script() {
    return readPageFile('01-rest', 'app.js');
  }

  @Get('style.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  style() {
    return readPageFile('01-rest', 'style.css');
  }
}
