import { Groups, OptionalAuth, Public, Scopes } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { anyOfGroups } from '../../../lib/authorization/groups.decorators.js';
import {
  decoratorOf,
  decoratorsOn,
  isSameAccess,
} from '../../../lib/authorization/route-access.js';
import { routeAccessOf } from './routes.fixture.js';

describe('decoratorsOn', () => {
  it('names the decorators that ask something of a caller', () => {
    @Scopes('orders/read')
    @Groups('admin')
    class Required {}
    @OptionalAuth()
    class Optional {}

    expect(decoratorsOn(Required)).toEqual(['@Scopes()', '@Groups()']);
    expect(decoratorsOn(Optional)).toEqual(['@OptionalAuth()']);
  });

  it('names none that a base class has, and no @Public()', () => {
    @Groups('admin')
    class Base {}
    @Public()
    class Derived extends Base {}

    expect(decoratorsOn(Derived)).toEqual([]);
    expect(decoratorsOn(class Plain {})).toEqual([]);
  });

  it('names a requirement as it is written', () => {
    expect(decoratorOf(anyOfGroups)).toBe('@Groups()');
  });
});

describe('isSameAccess', () => {
  class Controller {
    list(): void {}
  }
  @Groups('admin')
  class Admins extends Controller {}
  class Inheriting extends Admins {}

  it('is true for two classes that require the same', () => {
    expect(isSameAccess(routeAccessOf(Admins), routeAccessOf(Inheriting))).toBe(
      true,
    );
  });

  it.each([
    ['another requirement', Scopes('orders/read')],
    ['another value', Groups('staff')],
  ])('is false for two classes that differ in %s', (_what, decorate) => {
    class Other extends Admins {}
    decorate(Other);
    const [one, other] = [routeAccessOf(Admins), routeAccessOf(Other)];

    expect(isSameAccess(one, other)).toBe(false);
    expect(isSameAccess(other, one)).toBe(false);
  });

  it('is false if only the mode differs', () => {
    @OptionalAuth()
    class Open extends Controller {}

    expect(isSameAccess(routeAccessOf(Controller), routeAccessOf(Open))).toBe(
      false,
    );
  });
});
