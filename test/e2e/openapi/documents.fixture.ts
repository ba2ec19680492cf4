import {
  All,
  Controller,
  Delete,
  Get,
  Post,
  UseGuards,
  Version,
} from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiOperation,
  ApiResponse,
  ApiSecurity,
} from '@nestjs/swagger';
import {
  AnyGroup,
  AnyScope,
  CognitoGuard,
  Groups,
  NotInGroups,
  OptionalAuth,
  Policy,
  Public,
  Scopes,
  StepUp,
  TokenUse,
  UserPool,
} from 'nestjs-cognito-auth';

abstract class BaseController {
  @Get('inherited')
  inherited() {}
}

@Controller('orders')
@UseGuards(CognitoGuard)
@Groups('staff')
export class OrdersController extends BaseController {
  @Get()
  list() {}

  @Get('open')
  @Public()
  open() {}

  @Get('maybe')
  @OptionalAuth()
  maybe() {}

  @Get('items/:id')
  @Scopes('a', 'b')
  @AnyScope('c', 'd')
  item() {}

  @Delete(':id')
  @AnyGroup('admin', 'owner')
  @NotInGroups('banned')
  @StepUp({ maxAge: 60 })
  @Policy(() => true, 'owns the order')
  @ApiOperation({ description: 'Removes an order.' })
  remove() {}

  @All('all')
  @TokenUse('access')
  all() {}

  @Get(['one', 'two'])
  @UserPool('customers')
  several() {}

  @Post('own')
  @ApiBearerAuth('mine')
  @ApiResponse({ status: 401, description: 'My own words' })
  own() {}
}

@Controller('stock')
@UseGuards(CognitoGuard)
@Scopes('stock/read')
export class StockController extends BaseController {}

/** Without a guard of this library. */
@Controller('keys')
export class KeysController extends BaseController {
  @Get()
  @ApiSecurity('api-key')
  list() {}
}

@Controller({ path: 'versions', version: '1' })
@UseGuards(CognitoGuard)
export class VersionsController {
  @Get()
  @Public()
  first() {}

  @Get()
  @Version('2')
  @Groups('staff')
  second() {}
}
