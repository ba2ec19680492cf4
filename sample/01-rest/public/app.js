// Signs in at Cognito, keeps the tokens in memory only, and calls each route of the
// application. `askCognito` comes from /cognito.js.

const find = (id) => document.getElementById(id);
const json = async (path, options) => (await fetch(path, options)).json();

const [place, routes] = await Promise.all([
  json('/sign-in.json'),
  json('/access/routes'),
]);

/** The tokens that Cognito has issued; undefined without a user. */
let session;

/** Makes an element. Text is never HTML: an answer can hold anything. */
function element(name, content = [], properties = {}) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...[content].flat());
  return made;
}

function say(id, text) {
  find(id).textContent = text;
}

/** Headers with the token that was chosen. */
function credentials() {
  const token = session?.[find('send').value];
  return token ? { authorization: `Bearer ${token}` } : {};
}

/** Says in words what a route requires. */
function requirements({ mode, tokenUse, scopes, groups, stepUp, policies }) {
  if (mode !== 'token') return `${mode}: no token needed`;
  const list = (words, names, between) =>
    names?.length ? [`${words} ${names.join(between)}`] : [];
  return [
    ...list('token:', tokenUse, ' or '),
    ...list('scope:', scopes?.all, ' and '),
    ...list('scope:', scopes?.any, ' or '),
    ...list('group:', groups?.any, ' or '),
    ...list('group:', groups?.all, ' and '),
    ...list('not in group:', groups?.none, ' or '),
    ...(stepUp?.maxAge ? [`sign-in at most ${stepUp.maxAge} s ago`] : []),
    ...list('policy:', policies, ' and '),
  ].join(', ');
}

function row(route) {
  const { method, path } = route;
  const answer = element('output');
  const button = element('button', 'Call', { type: 'button' });
  button.setAttribute('aria-label', `Call ${method} ${path}`);
  button.addEventListener('click', () => void call(route, answer, button));
  const about = element('div', [
    element('code', `${method} ${path}`),
    element('p', requirements(route)),
  ]);
  about.className = 'route';
  return element('li', [about, button, answer]);
}

async function call({ method, path, handler }, answer, button) {
  button.disabled = true;
  try {
    const headers = { ...credentials(), 'Content-Type': 'application/json' };
    const id = encodeURIComponent(find('order').value || '1');
    const request = { method, headers };
    if (method === 'POST') request.body = JSON.stringify({ item: 'tea' });
    const response = await fetch(path.replace(':id', id), request);
    const text = await response.text();
    const isRefused = response.headers.has('www-authenticate');
    const reasons = isRefused ? await why(headers, handler) : [];
    show(answer, response.status, text, reasons);
  } catch (error) {
    show(answer, 'No answer', error.message, []);
  } finally {
    button.disabled = false;
  }
}

/** The server explains the token of this caller. */
const why = (headers, handler) =>
  json('/access/why', {
    method: 'POST',
    headers,
    body: JSON.stringify({ handler }),
  });

function show(answer, status, text, reasons) {
  answer.classList.toggle('refused', !(status < 400));
  answer.replaceChildren(element('strong', String(status)));
  if (text) answer.append(element('pre', text));
  if (reasons.length > 0) {
    const items = reasons.map(({ check, why: reason = '', remedy = '' }) =>
      element('li', `${check}: ${reason} ${remedy}`),
    );
    answer.append(element('ul', items));
  }
}

async function showUser() {
  const { accessToken } = session;
  const user = await json('/me', {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  const facts = {
    Subject: user.sub,
    Groups: user.groups.join(', ') || 'none',
    Scopes: user.scopes.join(', ') || 'none',
    'Signed in': session.at.toLocaleTimeString(),
  };
  find('facts').replaceChildren(
    ...Object.entries(facts).flatMap(([name, value]) => [
      element('dt', name),
      element('dd', value),
    ]),
  );
}

function showState() {
  find('sign-in').hidden = session !== undefined;
  find('me').hidden = session === undefined;
  find('sign-out').hidden = session === undefined;
}

async function signIn() {
  const button = find('sign-in').querySelector('button');
  button.disabled = true;
  say('problem', '');
  try {
    const tokens = await askCognito(place, 'USER_PASSWORD_AUTH', {
      USERNAME: find('email').value,
      PASSWORD: find('password').value,
    });
    session = { ...tokens, at: new Date() };
    find('password').value = '';
    await showUser();
    say('notice', 'You are signed in.');
    showState();
    find('send').focus();
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

// A step-up: the new token tells of a sign-in just now.
find('again').addEventListener('click', () => {
  find('sign-in').hidden = false;
  say('notice', 'Enter the password to sign in again.');
  find('password').focus();
});

find('sign-out').addEventListener('click', () => {
  session = undefined;
  find('facts').replaceChildren();
  document.querySelectorAll('output').forEach((each) => each.replaceChildren());
  say('notice', 'You are signed out.');
  showState();
  find('password').focus();
});

find('routes').append(...routes.map(row));
