import { Inject, Injectable, type ExecutionContext } from '@nestjs/common';
import { HttpAdapterHost, ModulesContainer } from '@nestjs/core';
import { Authenticator } from '../authentication/authenticator.js';
import { authorize } from '../authorization/authorize.js';
import { RouteAccessMap } from '../authorization/route-access-map.js';
import { answerableError } from '../errors/answerable-error.js';
import { CognitoUnauthorizedException } from '../errors/exceptions.js';
import {
  RESOLVED_OPTIONS,
  type ResolvedOptions,
} from '../options/resolved-options.js';
import { httpTransport } from '../request/http.transport.js';
import {
  isPending,
  setAnonymous,
  setRequestUser,
  type Authentication,
} from '../request/request-authentication.js';
import type { RefusalTools } from '../request/transport.js';
import { transportOf } from '../request/transports.js';
import type { Call } from './call.js';
import { reportAdmitted, reportRefused } from './decision-report.js';
import { messageServersIn } from './message-servers.js';
import { RefusalLog } from './refusal-log.js';
import { nameResource, tellResource } from './resource-challenge.js';

/** Authenticates and authorizes each call of a route. */
@Injectable()
export class AccessControl {
  private readonly tools: RefusalTools;

  constructor(
    private readonly routes: RouteAccessMap,
    private readonly authenticator: Authenticator,
    private readonly refusalLog: RefusalLog,
    @Inject(RESOLVED_OPTIONS) private readonly options: ResolvedOptions,
    adapterHost: HttpAdapterHost,
    modules: ModulesContainer,
  ) {
    this.tools = {
      realm: options.realm,
      // Read late: a testing module sets the adapter after it makes its providers.
      setHeader: (response, name, value) =>
        adapterHost.httpAdapter.setHeader(response, name, value),
      messageServers: () => messageServersIn(modules),
    };
  }

  /**
   * Admits a call and stores its authentication on the holder. It returns a
   * promise only if a token must be verified, or a policy or `validate` is called.
   *
   * @param request the HTTP request of the call, if a subclass of the guard
   * returned one
   * @throws CognitoAuthException if the call is refused.
   */
  admit(
    context: ExecutionContext,
    request: object | undefined,
  ): true | Promise<true> {
    const access = this.routes.of(context.getClass(), context.getHandler());
    const transport = request ? httpTransport : transportOf(context);
    const holder = request ?? transport?.holderOf(context);
    if (access.mode === 'public') {
      return admitAnonymous(holder);
    }
    if (transport === undefined || holder === undefined) {
      throw new Error(
        `CognitoGuard cannot guard a context of type "${context.getType()}"`,
      );
    }
    const call: Call = { access, context, transport, holder };
    tellResource(call, this.options);
    try {
      const authentication = this.authenticator.authenticateOnce(
        holder,
        transport,
        context,
      );
      const admitted = isPending(authentication)
        ? authentication.then((found) => authorizeCall(found, call))
        : authorizeCall(authentication, call);
      return admitted === true
        ? admitted
        : admitted.catch((error: unknown) => this.refuse(error, call));
    } catch (error) {
      return this.refuse(error, call);
    }
  }

  /**
   * Throws a refusal in the form of its transport. A context of an unknown kind
   * has no response for the challenge, so the exception is thrown as it is.
   */
  private async refuse(error: unknown, call: Call): Promise<never> {
    const { context } = call;
    const answerable = answerableError(error);
    reportRefused(call, answerable);
    this.refusalLog.report(answerable, call);
    nameResource(answerable, call.access, this.options);
    const transport = transportOf(context);
    const answer = await transport?.refuse(answerable, context, this.tools);
    throw answer ?? answerable;
  }
}

function authorizeCall(
  authentication: Authentication | undefined,
  call: Call,
): true | Promise<true> {
  const { access, context, holder } = call;
  if (authentication !== undefined) {
    const authorized = authorize(authentication.user, access.checks, context);
    return authorized === undefined
      ? admitAuthenticated(authentication, call)
      : authorized.then(() => admitAuthenticated(authentication, call));
  }
  if (access.mode !== 'optional') {
    throw new CognitoUnauthorizedException('token_missing');
  }
  reportAdmitted(call, undefined);
  return admitAnonymous(holder);
}

function admitAuthenticated(authentication: Authentication, call: Call): true {
  const { holder, transport } = call;
  reportAdmitted(call, authentication);
  if (transport.setsUser) {
    setRequestUser(holder, authentication.requestUser);
  }
  return true;
}

/** Marks a call as anonymous, so that no `user` of earlier middleware counts. */
function admitAnonymous(holder: object | undefined): true {
  if (holder !== undefined) {
    setAnonymous(holder);
  }
  return true;
}
