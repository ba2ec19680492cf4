/** Returns whether this process serves real users. Nothing else reads `process.env`. */
export function isProduction(): boolean {
  return process.env['NODE_ENV'] === 'production';
}
