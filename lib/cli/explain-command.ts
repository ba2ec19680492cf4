import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { explainAlone } from '../explain/explain-resolved.js';
import type { Explanation } from '../explain/explanation.js';
import type { CognitoAuthModuleOptions } from '../options/options.interface.js';
import { resolveOptions } from '../options/resolve-options.js';
import { formatExplanation } from './format-explanation.js';

export const usage = `Usage: nestjs-cognito-auth explain --user-pool-id ID --client-id ID [options] < token

Explains why CognitoGuard accepts or refuses the token on standard input.

  --user-pool-id ID      user pool, such as eu-west-1_AbCdEfGhI
  --client-id ID         accepted app client; may be given several times
  --token-use USE        access (default) or id; may be given several times
  --jwks FILE            key set of the user pool in a file, no network
  --offline              no network: the signature is not checked

Exit codes: 0 accepted, 1 refused, 2 could not tell.
`;

/** Reads the token of the command and writes its lines. */
export interface Console {
  readToken(): Promise<string>;
  write(line: string): void;
  warn(line: string): void;
}

/** Runs `explain`. Its exit code is 0 accepted, 1 refused, 2 could not tell. */
export async function runExplain(
  given: readonly string[],
  io: Console,
): Promise<0 | 1 | 2> {
  const { values, positionals } = parse(given);
  if (positionals.length > 0) {
    io.warn('Pass the token on standard input, not as an argument.');
    return 2;
  }
  const options = resolveOptions({
    userPoolId: values['user-pool-id'],
    clientId: values['client-id'],
    tokenUse: values['token-use'],
    ...(values.jwks && {
      jwks: JSON.parse(await readFile(values.jwks, 'utf8')),
    }),
  } as CognitoAuthModuleOptions);
  const isOffline = values.offline === true;
  const token = cleaned(await io.readToken());
  if (token.includes('\n')) {
    io.warn('Pass one token, on one line.');
    return 2;
  }
  const explanation = await explainAlone({ token, options, isOffline });
  formatExplanation(explanation, token).forEach((line) => io.write(line));
  return verdict(explanation, isOffline, io);
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      allowPositionals: true,
      options: {
        'user-pool-id': { type: 'string' },
        'client-id': { type: 'string', multiple: true },
        'token-use': { type: 'string', multiple: true },
        jwks: { type: 'string' },
        offline: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${usage}`, {
      cause: error,
    });
  }
}

/** Removes what surrounds a token that was copied: a mark, a scheme, white space. */
function cleaned(input: string): string {
  return input
    .replace(/^\uFEFF/, '')
    .trim()
    .replace(/^bearer +/i, '');
}

function verdict(
  { accepted, checks }: Explanation,
  isOffline: boolean,
  io: Console,
): 0 | 1 | 2 {
  const answer = checks.find(({ answers }) => answers);
  if (answer?.code === 'keys_unavailable') {
    io.warn('Could not tell: the key set is not available.');
    return 2;
  }
  if (accepted && isOffline) {
    io.warn('Could not tell: the signature was not checked.');
    return 2;
  }
  return accepted ? 0 : 1;
}
