import { Injectable, Module } from '@nestjs/common';
import {
  COGNITO_AUTH_MODULE_OPTIONS,
  CognitoAuthModule,
  type CognitoAuthModuleAsyncOptions,
  type CognitoAuthModuleOptions,
  type CognitoAuthOptionsFactory,
} from 'nestjs-cognito-auth';

@Injectable()
class Settings {
  readonly userPoolId = 'eu-west-1_AbCdEfGhI';
  readonly clientId = '3n4b5urk1ft4fl3mg5e62d9ado';
}

@Module({ providers: [Settings], exports: [Settings] })
class SettingsModule {}

@Injectable()
class OptionsFactory implements CognitoAuthOptionsFactory {
  createCognitoAuthOptions(): CognitoAuthModuleOptions {
    return { userPoolId: 'eu-west-1_AbCdEfGhI', clientId: null };
  }
}

@Injectable()
class AsyncOptionsFactory implements CognitoAuthOptionsFactory {
  async createCognitoAuthOptions(): Promise<CognitoAuthModuleOptions> {
    return { userPools: [{ userPoolId: 'a_b', clientId: ['a', 'b'] }] };
  }
}

/** The three ways to provide the options. */
export const ways: CognitoAuthModuleAsyncOptions[] = [
  {
    imports: [SettingsModule],
    inject: [Settings],
    useFactory: ({ userPoolId, clientId }: Settings) => ({
      userPoolId,
      clientId,
    }),
    isGlobal: false,
    globalGuard: true,
  },
  { useFactory: async () => ({ userPoolId: 'a_b', clientId: null }) },
  { useClass: OptionsFactory },
  { useClass: AsyncOptionsFactory, isGlobal: true },
  { imports: [SettingsModule], useExisting: OptionsFactory },
];

export const modules = ways.map((way) => CognitoAuthModule.forRootAsync(way));

/** What a test overrides. */
export const token: string | symbol = COGNITO_AUTH_MODULE_OPTIONS;

class Unfit {
  createOptions(): CognitoAuthModuleOptions {
    return { userPoolId: 'eu-west-1_AbCdEfGhI', clientId: null };
  }
}

// @ts-expect-error a factory has the method createCognitoAuthOptions
CognitoAuthModule.forRootAsync({ useClass: Unfit });
// @ts-expect-error here too
CognitoAuthModule.forRootAsync({ useExisting: Unfit });
// @ts-expect-error a factory returns options
CognitoAuthModule.forRootAsync({ useFactory: () => 'eu-west-1_AbCdEfGhI' });
CognitoAuthModule.forRootAsync({
  // @ts-expect-error the client must be named, or null
  useFactory: () => ({ userPoolId: 'eu-west-1_AbCdEfGhI' }),
});
CognitoAuthModule.forRootAsync({
  useClass: OptionsFactory,
  // @ts-expect-error a flag
  globalGuard: 'yes',
});
