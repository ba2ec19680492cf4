// Signs in at Cognito, keeps the tokens in memory only, and renews the token of
// the connection before it ends. `io` comes from /socket.io/socket.io.js,
// and `askCognito` from /cognito.js.

const find = (id) => document.getElementById(id);

const place = await (await fetch('/sign-in.json')).json();

/** The tokens that Cognito issued; undefined without a user. */
let session;
let socket;
/** Times of the token that the connection has, in seconds, once it is admitted. */
let token;
let renewing = false;

/** Asks Cognito for tokens; a refresh keeps the refresh token that there is. */
async function initiateAuth(flow, parameters) {
  const { accessToken, refreshToken } = await askCognito(
    place,
    flow,
    parameters,
  );
  return { accessToken, refreshToken: refreshToken ?? session?.refreshToken };
}

const refresh = () =>
  initiateAuth('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: session.refreshToken });

function connect() {
  socket?.disconnect();
  socket = io({
    // Asked again for each connection, so that it gets the token of that time.
    auth: (send) => send({ token: session?.accessToken }),
    forceNew: true,
  });
  let mySub;
  socket.on('welcome', ({ sub, expiresAt }) => {
    mySub = sub;
    hasToken(expiresAt);
    say('notice', 'You are connected.');
  });
  socket.on('renewed', (expiresAt) => {
    hasToken(expiresAt);
    say('notice', 'The token was renewed. The connection stayed open.');
  });
  socket.on('said', (message) => show(message, message.sub === mySub));
  socket.on('exception', ({ code, message }) =>
    say(
      'problem',
      code === 'token_expired'
        ? 'The token ended, so the server closed the connection.'
        : message,
    ),
  );
  socket.on('disconnect', () => {
    token = undefined;
    say('notice', '');
    showState();
  });
}

function hasToken(expiresAt) {
  token = { issuedAt: Date.now() / 1000, expiresAt };
  renewing = false;
  say('problem', '');
  showState();
}

/** Renews the token, or connects again if the connection has ended. */
async function renew() {
  if (renewing) return;
  renewing = true;
  showState();
  try {
    session = await refresh();
    if (token) {
      socket.emit('renew', session.accessToken);
    } else {
      connect();
    }
  } catch (error) {
    say('problem', `The token could not be renewed: ${error.message}`);
  } finally {
    renewing = false;
    showState();
  }
}

function show({ from, text, at }, isMine) {
  const item = document.createElement('li');
  item.classList.toggle('mine', isMine);
  const about = document.createElement('span');
  const time = new Date(at).toLocaleTimeString([], { timeStyle: 'short' });
  about.textContent = `${isMine ? 'You' : from}, ${time}`;
  // Never as HTML: anybody can write anything.
  item.append(about, text);
  const list = find('messages');
  list.append(item);
  scrollDown();
}

/** Shows the newest message, also where the list gets smaller. */
function scrollDown() {
  const list = find('messages');
  list.scrollTop = list.scrollHeight;
}

new ResizeObserver(scrollDown).observe(find('messages'));

function say(id, text) {
  find(id).textContent = text;
}

function showState() {
  const now = Date.now() / 1000;
  const left = token ? Math.max(0, Math.ceil(token.expiresAt - now)) : 0;
  const lifetime = token ? token.expiresAt - token.issuedAt : 1;
  find('state').textContent = stateOf(left);
  find('left').value = left / lifetime;
  find('renew').textContent = token ? 'Renew now' : 'Connect again';
  find('renew').disabled = renewing;
  find('say').querySelector('button').disabled = !token;
  const isTime = left <= Math.min(15, lifetime / 3);
  if (token && isTime && find('automatic').checked) void renew();
}

function stateOf(left) {
  if (!token) return 'Not connected.';
  return left > 3600
    ? 'Your token is good for more than an hour.'
    : `Your token ends in ${left} s.`;
}

setInterval(() => session && showState(), 1000);

async function signIn() {
  const button = find('sign-in').querySelector('button');
  button.disabled = true;
  say('problem', '');
  try {
    session = await initiateAuth('USER_PASSWORD_AUTH', {
      USERNAME: find('email').value,
      PASSWORD: find('password').value,
    });
    find('password').value = '';
    find('sign-in').hidden = true;
    find('chat').hidden = false;
    find('sign-out').hidden = false;
    find('text').focus();
    connect();
  } catch (error) {
    say('problem', `You are not signed in: ${error.message}`);
    find('password').focus();
  } finally {
    button.disabled = false;
  }
}

find('sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  void signIn();
});

find('say').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = find('text').value.trim();
  if (!text || !token) return;
  say('problem', '');
  socket.emit('say', text);
  find('text').value = '';
});

find('renew').addEventListener('click', () => void renew());

find('sign-out').addEventListener('click', () => {
  socket.disconnect();
  session = undefined;
  find('messages').replaceChildren();
  find('chat').hidden = true;
  find('sign-out').hidden = true;
  find('sign-in').hidden = false;
  say('notice', 'You are signed out.');
  say('problem', '');
  find('password').focus();
});
