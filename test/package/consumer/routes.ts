import {
  Controller,
  Get,
  Injectable,
  UseGuards,
  type ExecutionContext,
} from '@nestjs/common';
import {
  AllGroups,
  AllScopes,
  AnyGroup,
  AnyScope,
  CallerToken,
  type HeaderTarget,
  Claim,
  CognitoConnections,
  CognitoGuard,
  CognitoVerifier,
  CurrentToken,
  CurrentUser,
  Groups,
  NotInGroups,
  OptionalAuth,
  Policy,
  Public,
  Scopes,
  StepUp,
  TokenUse,
  UserPool,
  type CognitoPolicy,
  type CognitoUser,
  type PolicyCheck,
  type RouteDecorator,
  type StepUpOptions,
} from 'nestjs-cognito-auth';

const recent: StepUpOptions = { maxAge: 300, acr: 'urn:cognito:loa:3' };
const admins: RouteDecorator = Groups('admin');
const isAlice: PolicyCheck = (user, context: ExecutionContext) =>
  context.getType() === 'http' && user.username === 'alice';

@Injectable()
export class IsAlice implements CognitoPolicy {
  check(user: CognitoUser): boolean {
    return user.username === 'alice';
  }
}

@Injectable()
export class SuperGuard extends CognitoGuard {}

@Injectable()
export class Connections {
  constructor(private readonly connections: CognitoConnections) {}

  readonly middleware = (): object => this.connections.socketIoMiddleware();

  async subOf(client: object): Promise<(string | undefined)[]> {
    const admitted: CognitoUser | undefined =
      await this.connections.admit(client);
    const { sub } = await this.connections.renew(client, 'a new token');
    const mapped = this.connections.userOf<{ id: string }>(client);
    return [admitted?.sub, sub, mapped?.id];
  }
}

@Controller()
@UseGuards(CognitoGuard)
@UserPool('staff')
@TokenUse('access')
export class OrdersController {
  constructor(private readonly verifier: CognitoVerifier) {}

  @Get('health')
  @Public()
  health(): string {
    return 'ok';
  }

  @Get('catalogue')
  @OptionalAuth()
  catalogue(@CurrentUser() user: CognitoUser | undefined): boolean {
    return user !== undefined;
  }

  @Get('orders')
  @Scopes('orders/read')
  @NotInGroups('suspended')
  list(
    @CurrentUser('sub') sub: string,
    @Claim('custom:tenant') tenant: string | undefined,
  ): string[] {
    return [sub, tenant ?? 'none'];
  }

  @Get('reports')
  @AllScopes('reports/list', 'orders/list')
  @AnyScope('reports/read', 'reports/write')
  @AnyGroup('auditors', 'accountants')
  @AllGroups('staff', 'finance')
  @StepUp(recent)
  @Policy(isAlice, 'is Alice')
  @Policy(IsAlice)
  reports(): Promise<CognitoUser> {
    return this.verifier.verify('a token from elsewhere');
  }

  @Get('invoices')
  invoices(@CurrentToken() token: CallerToken): string[] {
    return [token.headers.authorization, ...token.into(new Map()).keys()];
  }

  @Get('settings')
  @admins
  settings(): string {
    return 'for admins';
  }
}

/** Whatever takes a name and a value. */
export const headers: HeaderTarget = new Headers();
