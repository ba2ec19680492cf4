// Nest loads optional packages by name; they are not in the bundle.
const optional =
  /^(@nestjs\/(microservices|websockets)|class-(transformer|validator))(\/|$)/;

/** Bundles the packages too, which `nest build` leaves out by default. */
module.exports = (options) => ({
  ...options,
  externals: ({ request }, done) =>
    optional.test(request) ? done(null, `commonjs ${request}`) : done(),
});
