import type { RouteInfo } from './route-info.js';

const headings = ['access', 'route', 'handler', 'requires'] as const;

/** Formats routes as aligned lines, one for each. */
export function asLines(routes: readonly RouteInfo[]): string {
  const rows = routes.map(cellsOf);
  const widths = headings.map((_heading, column) =>
    Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Formats routes as a table in Markdown. */
export function asMarkdown(routes: readonly RouteInfo[]): string {
  const rows = [headings, headings.map(() => '---'), ...routes.map(cellsOf)];
  return rows.map((row) => `| ${row.map(escapeCell).join(' | ')} |`).join('\n');
}

function escapeCell(cell: string): string {
  return cell.replaceAll('|', '\\|');
}

function cellsOf(route: RouteInfo): string[] {
  return [
    route.mode,
    addressOf(route),
    route.handler,
    conditionsOf(route).join('; '),
  ];
}

function addressOf(route: RouteInfo): string {
  const { kind, method, path, version, pattern } = route;
  const address = kind === 'http' ? `${method} ${path}` : `${kind} ${pattern}`;
  return version === undefined ? address : `${address} (version ${version})`;
}

function conditionsOf(route: RouteInfo): string[] {
  const { tokenUse, userPools, scopes, groups, stepUp, policies } = route;
  return [
    ...condition('token_use', tokenUse, ' or '),
    ...condition('pool', userPools, ' or '),
    ...condition('sign-in', stepUp && signInsOf(stepUp), ', '),
    ...condition('scope', scopes?.all, ' and '),
    ...condition('scope', scopes?.any, ' or '),
    ...condition('not in group', groups?.none, ' or '),
    ...condition('group', groups?.any, ' or '),
    ...condition('group', groups?.all, ' and '),
    ...condition('policy', policies, ' and '),
    ...condition('other guards:', route.otherGuards, ', '),
  ];
}

function condition(
  name: string,
  values: readonly string[] = [],
  separator: string,
): string[] {
  return values.length > 0 ? [`${name} ${values.join(separator)}`] : [];
}

function signInsOf({
  maxAge,
  acr = [],
  amr = [],
}: NonNullable<RouteInfo['stepUp']>): string[] {
  return [
    ...(maxAge === undefined ? [] : [`at most ${maxAge} s ago`]),
    ...condition('acr', [acr].flat(), ' or '),
    ...condition('amr', [amr].flat(), ' and '),
  ];
}
