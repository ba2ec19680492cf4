import {
  Controller,
  Get,
  Injectable,
  Scope,
  UseGuards,
  type CanActivate,
  type Type,
} from '@nestjs/common';
import { Query, ResolveField, Resolver } from '@nestjs/graphql';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import {
  CognitoGuard,
  Groups,
  OptionalAuth,
  Policy,
  Public,
  Scopes,
} from 'nestjs-cognito-auth';
import type { Plan } from './plan.js';

/** Counts how often the guarded method ran. */
export interface Runs {
  count: number;
}

interface Handlers {
  handle: () => string;
  sibling: () => string;
}

@Injectable()
class OtherGuard implements CanActivate {
  canActivate() {
    return true;
  }
}

const guards = { method: CognitoGuard, class: CognitoGuard, other: OtherGuard };

/** Makes the class that a plan describes, decorated from the inside out. */
export function hostClassOf(plan: Plan, runs: Runs): Type<unknown> {
  class Base {
    handle(): string {
      runs.count += 1;
      return 'handled';
    }

    sibling(): string {
      return 'sibling';
    }
  }
  decorateMethod(plan, Base.prototype);
  const Declared = plan.inherited ? class extends Base {} : Base;
  class Host extends Declared {
    constructor() {
      super();
      replace(plan, this as unknown as Handlers);
    }
  }
  return decorateClass(plan, plan.replaced === 'no' ? Declared : Host);
}

function decorateMethod(plan: Plan, prototype: object): void {
  const below = new Set(plan.belowWrapper);
  const ours = plan.asksOn === 'class' ? [] : [asking(plan)];
  const guard =
    plan.guard === 'method' || plan.guard === 'other'
      ? [UseGuards(guards[plan.guard])]
      : [];
  const wrapper = plan.wrapper === 'none' ? [] : [wrapping(plan)];
  apply(prototype, 'handle', [
    ...(below.has('ours') ? ours : []),
    ...(below.has('guard') ? guard : []),
    ...wrapper,
    ...(below.has('ours') ? [] : ours),
    ...(below.has('guard') ? [] : guard),
    handlerDecorator(plan),
  ]);
  if (plan.replaced === 'swapped') {
    apply(prototype, 'sibling', [
      Groups('users'),
      UseGuards(CognitoGuard),
      handlerDecorator(plan, 'sibling'),
    ]);
  }
}

function apply(
  prototype: object,
  method: string,
  decorators: readonly MethodDecorator[],
): void {
  for (const decorate of decorators) {
    const before = Object.getOwnPropertyDescriptor(prototype, method);
    const after = before && decorate(prototype, method, before);
    Object.defineProperty(prototype, method, after ?? before ?? {});
  }
}

function asking({ asks }: Plan): MethodDecorator & ClassDecorator {
  return {
    groups: Groups('admin'),
    scopes: Scopes('orders/write'),
    policy: Policy(() => false, 'never'),
  }[asks];
}

function handlerDecorator({ host }: Plan, name = 'handle'): MethodDecorator {
  return {
    controller: Get(name),
    gateway: SubscribeMessage(name),
    query: Query(name) as MethodDecorator,
    field: ResolveField(name) as MethodDecorator,
  }[host];
}

function wrapping({ wrapper }: Plan): MethodDecorator {
  return (_target, _name, descriptor) => {
    const original = descriptor.value as unknown as () => string;
    const wrapped = function wrapped(this: unknown) {
      return original.call(this);
    };
    if (wrapper === 'copying') {
      copyMetadata(original, wrapped);
    }
    Object.assign(descriptor, { value: wrapped });
  };
}

function replace({ replaced }: Plan, host: Handlers): void {
  const { handle } = host;
  const bound = handle.bind(host);
  if (replaced === 'copied') {
    copyMetadata(handle, bound);
  }
  host.handle =
    replaced === 'arrow'
      ? () => handle.call(host)
      : replaced === 'swapped'
        ? host.sibling
        : bound;
}

function copyMetadata(from: object, to: object): void {
  for (const key of Reflect.getOwnMetadataKeys(from) as unknown[]) {
    Reflect.defineMetadata(key, Reflect.getOwnMetadata(key, from), to);
  }
}

function decorateClass(plan: Plan, declared: Type<unknown>): Type<unknown> {
  const below = new Set(plan.belowClassWrapper);
  const ours = [
    ...(plan.asksOn === 'method' ? [] : [asking(plan)]),
    ...(plan.asksOn === 'method' && plan.opened === 'public' ? [Public()] : []),
    ...(plan.asksOn === 'method' && plan.opened === 'optional'
      ? [OptionalAuth()]
      : []),
  ];
  const guard = plan.guard === 'class' ? [UseGuards(CognitoGuard)] : [];
  const nest = nestDecorators(plan);
  const inside = [
    ...(below.has('ours') ? ours : []),
    ...(below.has('guard') ? guard : []),
    ...(below.has('nest') ? nest : []),
  ];
  const outside = [
    ...(below.has('ours') ? [] : ours),
    ...(below.has('guard') ? [] : guard),
    ...(below.has('nest') ? [] : nest),
  ];
  inside.forEach((decorate) => decorate(declared));
  const replacement = classInPlaceOf(plan, declared);
  outside.forEach((decorate) => decorate(replacement));
  return replacement;
}

function nestDecorators({ host, scope }: Plan): ClassDecorator[] {
  const scopes = {
    static: Scope.DEFAULT,
    request: Scope.REQUEST,
    transient: Scope.TRANSIENT,
  };
  const options = { scope: scopes[scope] };
  return {
    controller: [Controller({ path: 'host', ...options })],
    gateway: [WebSocketGateway() as ClassDecorator, Injectable(options)],
    query: [Resolver(), Injectable(options)],
    field: [Resolver('Thing'), Injectable(options)],
  }[host];
}

function classInPlaceOf(
  { classWrapper }: Plan,
  declared: Type<unknown>,
): Type<unknown> {
  switch (classWrapper) {
    case 'proxy':
      return new Proxy(declared, {});
    case 'subclass':
      return class Replacement extends (declared as Type<object>) {};
    case 'function': {
      function Replacement(): unknown {
        return new declared();
      }
      Replacement.prototype = declared.prototype as object;
      return Replacement as unknown as Type<unknown>;
    }
    case 'mixin': {
      const other = class Other {};
      Object.assign(declared.prototype as object, { constructor: other });
      return declared;
    }
    default:
      return declared;
  }
}
