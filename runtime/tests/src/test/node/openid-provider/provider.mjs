// A real OpenID provider whose people sign in without a page: PUT /as/<name> says who it is next.
// Arguments: the redirect address of the one client. Prints its own address when it is ready.
import http from 'node:http';
import Provider from 'oidc-provider';

const people = {
  alice: { name: 'Alice', email: 'alice@example.com', email_verified: true },
  // Typed an address of somebody else, and nobody has verified it.
  mallory: { name: 'Mallory', email: 'alice@example.com', email_verified: false },
  // In the catalog there is nobody like that.
  zoe: { name: 'Zoe', email: 'zoe@example.com', email_verified: true },
};
let current = 'alice';

const server = http.createServer();
await new Promise(ready => server.listen(0, '127.0.0.1', ready));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'callboard',
      client_secret: 'a secret: with %',
      redirect_uris: [process.argv[2]],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
    },
  ],
  cookies: { keys: ['of no importance'] },
  pkce: { methods: ['S256'], required: () => true },
  claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
  features: { devInteractions: { enabled: false }, revocation: { enabled: true } },
  interactions: { url: (context, interaction) => `/interaction/${interaction.uid}` },
  issueRefreshToken: async () => true,
  rotateRefreshToken: true,
  findAccount: (context, id) => ({
    accountId: id,
    claims: async () => ({ sub: id, ...people[id] }),
  }),
});

async function interact(request, response) {
  const details = await provider.interactionDetails(request, response);
  if (details.prompt.name === 'login') {
    const login = { accountId: current };
    return provider.interactionFinished(request, response, { login });
  }
  const grant = new provider.Grant({
    accountId: details.session.accountId,
    clientId: details.params.client_id,
  });
  grant.addOIDCScope(details.params.scope);
  const consent = { grantId: await grant.save() };
  return provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
}

const answer = provider.callback();
server.on('request', (request, response) => {
  if (request.url.startsWith('/as/')) {
    current = request.url.slice('/as/'.length);
    response.end();
  } else if (request.url.startsWith('/interaction/')) {
    interact(request, response).catch(error => {
      response.statusCode = 500;
      response.end(String(error));
    });
  } else {
    answer(request, response);
  }
});
console.log(`READY ${issuer}`);
