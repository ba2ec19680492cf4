import {
  CognitoAuthModule,
  CognitoRevocations,
  CognitoUserPools,
  fromConnection,
  fromPayload,
  MemoryRevocationStore,
  type CognitoConnectionsOptions,
  type CognitoDynamicPoolsOptions,
  type CognitoProtectedResourceOptions,
  type CognitoRevocationsOptions,
  type CognitoUser,
  type CognitoUserPoolQuestion,
  type CognitoUserPoolResolver,
  type Revocation,
  type RevocationStore,
} from 'nestjs-cognito-auth';

const store: RevocationStore = new MemoryRevocationStore();
const revocations: CognitoRevocationsOptions = { store, refreshEvery: 1_000 };
const connections: CognitoConnectionsOptions = { onExpiry: 'refuse' };
const protectedResource: CognitoProtectedResourceOptions = {
  resource: 'https://api.example.com',
};
const dynamicPools: CognitoDynamicPoolsOptions = { maxPools: 10 };
const resolver: CognitoUserPoolResolver = ({
  userPoolId,
}: CognitoUserPoolQuestion) => ({ userPoolId, clientId: null });

export const modules = [
  CognitoAuthModule.forRoot({
    userPools: [{ userPoolId: 'eu-west-1_AbC', clientId: 'a' }, resolver],
    dynamicPools,
    revocations,
    connections,
    protectedResource,
    tokenFrom: [fromConnection('jwt'), fromPayload('auth.token')],
  }),
  CognitoAuthModule.forRoot({ userPools: resolver }),
];

export async function signOut(
  user: CognitoUser,
  service: CognitoRevocations,
  pools: CognitoUserPools,
): Promise<readonly Revocation[]> {
  await service.revokeSession(user);
  pools.forget(user.userPoolId);
  return store.list();
}
