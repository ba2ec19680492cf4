const { deepStrictEqual } = require('node:assert');

/** Boots an application, and checks that it guards and refuses. */
module.exports = async function check({
  common: { Controller, Get, Module },
  NestFactory,
  Adapter,
  auth: { CognitoAuthModule, Groups },
  TestUserPool,
}) {
  class AppController {
    list() {
      return 'list';
    }
    admin() {
      return 'admin';
    }
  }
  class AppModule {}
  const decorate = (name, ...decorators) =>
    decorators.forEach((one) =>
      one(
        AppController.prototype,
        name,
        Object.getOwnPropertyDescriptor(AppController.prototype, name),
      ),
    );
  Controller()(AppController);
  decorate('list', Get());
  decorate('admin', Get('admin'), Groups('admin'));
  const pool = await TestUserPool.create();
  Module({
    imports: [
      CognitoAuthModule.forRoot({ ...pool.options, globalGuard: true }),
    ],
    controllers: [AppController],
  })(AppModule);
  const app = await NestFactory.create(AppModule, new Adapter(), {
    logger: ['error', 'warn'],
  });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address();
  const ask = async (path, token) => {
    const response = await fetch(`http://127.0.0.1:${port}/${path}`, {
      headers: token ? { authorization: `Bearer ${token}` } : {},
    });
    return [response.status, await response.text()];
  };
  const [anonymous] = await ask('');
  const [, listed] = await ask('', pool.accessToken());
  const [forbidden] = await ask('admin', pool.accessToken());
  const [, admitted] = await ask(
    'admin',
    pool.accessToken({ groups: ['admin'] }),
  );
  await app.close();
  deepStrictEqual(
    [anonymous, listed, forbidden, admitted],
    [401, 'list', 403, 'admin'],
  );
  console.log('guards and refuses');
};
