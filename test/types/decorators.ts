import {
  Controller,
  Get,
  Injectable,
  ParseIntPipe,
  type ExecutionContext,
} from '@nestjs/common';
import {
  AllGroups,
  AllScopes,
  AnyGroup,
  AnyScope,
  Claim,
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
  type CognitoUser,
  type RouteDecorator,
} from 'nestjs-cognito-auth';

/** What an application's `validate` returns. */
interface Customer {
  readonly tenant: string;
  readonly level: string;
}

/** A policy that Nest makes. */
@Injectable()
class OwnsOrder {
  async check(user: CognitoUser, context: ExecutionContext): Promise<boolean> {
    return owns(user, context);
  }
}

/** A class without the method of a policy. */
class NoPolicy {
  allows(): boolean {
    return true;
  }
}

/** What stands on a class and on its handlers. */
@Public()
@OptionalAuth()
@TokenUse('access', 'id')
@UserPool('customers', 'staff')
@StepUp({ maxAge: 300, acr: 'urn:a', amr: ['pwd', 'otp'] })
@Scopes('orders/read', 'orders/write')
@AnyScope('orders/read')
@Groups('admin')
@AllGroups('admin', 'staff')
@NotInGroups('blocked')
@Policy(() => true, 'always')
@Policy(OwnsOrder, 'owns the order')
@Controller()
export class OrdersController {
  @Public()
  @OptionalAuth()
  @TokenUse('id')
  @UserPool('staff')
  @StepUp({ maxAge: 300 })
  @Scopes('orders/read')
  @AnyScope('orders/read', 'orders/write')
  @Groups('admin', 'staff')
  @AnyGroup('admin', 'staff')
  @AllScopes('orders/read', 'orders/write')
  @AllGroups('admin')
  @NotInGroups('blocked', 'trial')
  @Policy(async (user, context) => owns(user, context), 'owns the order')
  @Policy(OwnsOrder)
  @Get()
  list(
    @CurrentUser() user: CognitoUser | undefined,
    @CurrentUser('username') name: string | undefined,
    @CurrentUser('authTime', ParseIntPipe) authTime: number,
    @CurrentUser(ParseIntPipe) piped: number,
    @CurrentUser<Customer>() customer: Customer,
    @CurrentUser<Customer>('tenant') tenantOfCustomer: string,
    @CurrentUser<Customer>('level', ParseIntPipe) levelOfCustomer: number,
    @CurrentUser<Customer>(new ParseIntPipe()) pipedCustomer: number,
    @Claim('custom:tenant') tenant: unknown,
    @Claim('custom:level', ParseIntPipe) level: number,
  ): unknown[] {
    return [user, name, authTime, tenant, level].concat([
      piped,
      customer,
      tenantOfCustomer,
      levelOfCustomer,
      pipedCustomer,
    ]);
  }
}

function owns(user: CognitoUser, context: ExecutionContext): boolean {
  return user.sub === context.getClass().name;
}

/** Decorators compose. */
export const admins: RouteDecorator[] = [
  Groups('admin'),
  StepUp({ amr: 'otp' }),
];

// @ts-expect-error names are texts
Groups(7);
// @ts-expect-error names stand one by one
Groups(['admin', 'staff']);
// @ts-expect-error names stand one by one
Scopes(['orders/read']);
// @ts-expect-error names are texts
AnyScope(undefined);
// @ts-expect-error names are texts
AllGroups(null);
// @ts-expect-error names stand one by one
AnyGroup(['admin', 'staff']);
// @ts-expect-error names stand one by one
AllScopes(['orders/read']);
// @ts-expect-error names are texts
NotInGroups({ group: 'blocked' });
// @ts-expect-error names are texts
UserPool(1);
// @ts-expect-error there is no such token
TokenUse('refresh');
// @ts-expect-error a requirement has options
StepUp();
// @ts-expect-error seconds
StepUp({ maxAge: '5m' });
// @ts-expect-error a slip in a name
StepUp({ maxage: 300 });
// @ts-expect-error a policy says what it is about
Policy(() => true);
// @ts-expect-error a policy decides
Policy(() => 'yes', 'says yes');
// @ts-expect-error a policy class has the method check()
Policy(NoPolicy);
// @ts-expect-error a class, not an instance of it
Policy(new OwnsOrder());
// @ts-expect-error a policy is a function
Policy('owns the order', 'owns the order');
// @ts-expect-error what is open has no conditions
Public('admin');
// @ts-expect-error what is open has no conditions
OptionalAuth(true);
// @ts-expect-error a claim has a name
Claim();
// @ts-expect-error a name is a text
CurrentUser(7);
// @ts-expect-error a slip in a name
CurrentUser('emial');
// @ts-expect-error here too, before a pipe
CurrentUser('emial', ParseIntPipe);
// @ts-expect-error a property of what validate returns: name its type
CurrentUser('tenant');
// @ts-expect-error a property that this type lacks
CurrentUser<Customer>('sub');
// @ts-expect-error a property of an unknown type
CurrentUser<unknown>('sub');

/** They do not stand on parameters and properties. */
export class Misplaced {
  // @ts-expect-error a guard looks at handlers and classes
  @Groups('admin')
  readonly orders: string[] = [];

  list(
    // @ts-expect-error a guard looks at handlers and classes
    @Public() order: string,
  ): string {
    return order;
  }
}
