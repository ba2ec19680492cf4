// A classic script, which the pages of the samples share.

/** Asks Cognito for tokens, at the place that the application names. */
globalThis.askCognito = async ({ endpoint, clientId }, flow, parameters) => {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': 'AWSCognitoIdentityProviderService.InitiateAuth',
    },
    body: JSON.stringify({
      AuthFlow: flow,
      ClientId: clientId,
      AuthParameters: parameters,
    }),
  });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.message ?? 'Cognito refused');
  if (!body.AuthenticationResult) {
    throw new Error('This user needs a further step to sign in');
  }
  const { AccessToken, IdToken, RefreshToken } = body.AuthenticationResult;
  return {
    accessToken: AccessToken,
    idToken: IdToken,
    refreshToken: RefreshToken,
  };
};
