import { Groups, OptionalAuth, Public } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { RouteAccessMap } from '../../../lib/authorization/route-access-map.js';
import { handlerOf } from './routes.js';

class BaseController {
  list(): void {}
}

@Public()
class OpenController extends BaseController {}

@Groups('admin')
class AdminController extends BaseController {
  @OptionalAuth()
  read(): void {}
}

const list = handlerOf(BaseController, 'list');
const read = handlerOf(AdminController, 'read');

describe('RouteAccessMap', () => {
  it('says whom a route lets in', () => {
    const routes = new RouteAccessMap();

    expect(routes.of(OpenController, list).mode).toBe('public');
    expect(routes.of(AdminController, read).mode).toBe('optional');
  });

  it('tells controllers that inherit one handler apart', () => {
    const routes = new RouteAccessMap();

    expect(routes.of(OpenController, list).mode).toBe('public');
    expect(routes.of(AdminController, list)).toMatchObject({
      mode: undefined,
      demands: [{ decorator: 'Groups', value: ['admin'] }],
    });
    expect(routes.of(BaseController, list)).toEqual({
      mode: undefined,
      demands: [],
      isAsync: false,
    });
  });

  it('reads each route once', () => {
    const routes = new RouteAccessMap();
    const access = routes.of(AdminController, list);

    expect(routes.of(AdminController, read)).not.toBe(access);
    expect(routes.of(AdminController, list)).toBe(access);
    expect(routes.of(AdminController, read)).toBe(
      routes.of(AdminController, read),
    );
  });

  it('refuses a route whose decorators contradict each other', () => {
    @Public()
    @Groups('admin')
    class OddController extends BaseController {}

    const routes = new RouteAccessMap();
    for (let time = 0; time < 2; time += 1) {
      expect(() => routes.of(OddController, list)).toThrow(
        '@Public() and @Groups() contradict each other on one target',
      );
    }
  });
});
