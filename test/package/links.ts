import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { manifest, repository } from './repository.js';

/** The address of the repository's pages on GitHub. */
export const github = manifest.repository.url.replace(
  /^git\+(https:.*)\.git$/,
  '$1',
);

const blob = `${github}/blob/main/`;

/** The targets of all links of a Markdown page, outside its code. */
export function linksOf(page: string): string[] {
  const prose = readFileSync(join(repository, page), 'utf8')
    .replaceAll(/^```.*?^```/gms, '')
    .replaceAll(/`[^`\n]*`/g, '');
  const inline = prose.matchAll(/\]\(\s*([^)\s]+)/g);
  const defined = prose.matchAll(/^\[[^\]]+\]:\s*(\S+)/gm);
  const html = prose.matchAll(/\b(?:href|src)="([^"]+)"/g);
  return [...inline, ...defined, ...html].map(([, target = '']) => target);
}

/** A link that resolves on npm's page too: npm knows no other file. */
export function isPortable(link: string): boolean {
  return link.startsWith('#') || /^(https|mailto):/.test(link);
}

/** A link to a file or heading of this repository that does not exist. */
export function isBroken(link: string, page: string): boolean {
  if (!link.startsWith(blob) && /^[a-z]+:/.test(link)) {
    return false;
  }
  const [path = '', heading] = link.replace(blob, '/').split('#');
  const target = path.startsWith('/') ? path : join(dirname(page), path);
  const file = path === '' ? page : target;
  return (
    !existsSync(join(repository, file)) ||
    (heading !== undefined && !headingsOf(file).includes(heading))
  );
}

/** The anchors that GitHub and npm give to the headings of a page. */
function headingsOf(page: string): string[] {
  const text = readFileSync(join(repository, page), 'utf8');
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
