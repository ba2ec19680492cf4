it('guards and refuses', async () => {
  require('reflect-metadata');
  await require('./check.cjs')({
    common: require('@nestjs/common'),
    ...require('@nestjs/core'),
    Adapter: require('@nestjs/platform-express').ExpressAdapter,
    auth: require('nestjs-cognito-auth'),
    ...require('nestjs-cognito-auth/testing'),
  });
});
