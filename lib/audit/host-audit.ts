import { Injectable } from '@nestjs/common';
import { prototypeChainOf } from '../authorization/prototype-chain.js';
import { decoratorsOn } from '../authorization/route-access.js';
import { hasDecoratorsOfAnotherCopy } from '../authorization/route-metadata.js';
import type { Host } from '../routes/hosts.js';
import { membersOf, type Member } from '../routes/members.js';
import { declaredOf, isGateway, nameOf, type Route } from '../routes/routes.js';
import type { Findings } from './findings.js';
import { GuardCoverage } from './guard-coverage.js';
import { parameterDecoratorsOf } from './parameter-decorators.js';
import { wayOutForMember } from './ways-out.js';

/** Lists the methods of a gateway that Nest calls without guards. */
const gatewayHooks = ['afterInit', 'handleConnection', 'handleDisconnect'];

/**
 * Finds decorators on methods that are no routes. Only `CognitoGuard` reads these
 * decorators, so they have no effect where Nest runs no guard.
 */
@Injectable()
export class HostAudit {
  constructor(private readonly coverage: GuardCoverage) {}

  /** Examines all hosts of the application. Methods of routes are skipped. */
  examine(
    hosts: readonly Host[],
    routes: readonly Route[],
    findings: Findings,
  ): void {
    const called = new Set(
      routes.flatMap((route) => [route.handler, declaredOf(route)]),
    );
    const routed = new Set(routes.map(({ host }) => host.prototype));
    for (const host of hosts) {
      const members = membersOf(host);
      const levels = [...new Set(host.classes.flatMap(prototypeChainOf))];
      refuseOtherCopies(host, [...levels, ...members.map(methodOf)], findings);
      for (const member of members) {
        const isHook = isGateway(host) && gatewayHooks.includes(member.name);
        if (isHook || !called.has(member.method)) {
          this.examineMember(host, member, isHook, findings);
        }
      }
      if (host.collection !== 'controllers' && !routed.has(host.prototype)) {
        this.examineClass(host, levels, findings);
      }
    }
  }

  private examineMember(
    host: Host,
    { key, name, method }: Member,
    isHook: boolean,
    findings: Findings,
  ): void {
    const asking = [
      ...decoratorsOn(method),
      ...this.guardNamedOn(method),
      ...parameterDecoratorsOf(host, key),
    ];
    if (asking.length > 0) {
      findings.unguarded(
        `${nameOf(host, name)} has ${asking.join(', ')}, but Nest runs no ` +
          `guard for it: ${wayOutForMember(method, isHook)}`,
      );
    }
  }

  private examineClass(
    { classes: [{ name }] }: Host,
    levels: readonly object[],
    findings: Findings,
  ): void {
    const asking = new Set(
      levels.flatMap((level) => [
        ...decoratorsOn(level),
        ...this.guardNamedOn(level),
      ]),
    );
    if (asking.size > 0) {
      findings.unguarded(
        `${name} has ${[...asking].join(', ')}, but Nest runs no guard for ` +
          'any of its methods: put the decorators on the routes that lead to it',
      );
    }
  }

  private guardNamedOn(target: object): string[] {
    return this.coverage.isNamedOn(target) ? ['@UseGuards(CognitoGuard)'] : [];
  }
}

function methodOf({ method }: Member): object {
  return method;
}

function refuseOtherCopies(
  { classes: [{ name }] }: Host,
  targets: readonly object[],
  findings: Findings,
): void {
  if (targets.some(hasDecoratorsOfAnotherCopy)) {
    findings.mistake(
      `${name} has decorators of another copy of nestjs-cognito-auth, which ` +
        'this CognitoGuard cannot read: find the copies with ' +
        '"npm ls nestjs-cognito-auth", and install one',
    );
  }
}
