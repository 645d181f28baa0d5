import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export type OidcClaims = {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean | string;
  readonly name?: string;
};

export type OidcProvider = {
  readonly discoveryUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who signs in next, without being asked anything. */
  signInAs(claims: OidcClaims, options?: { readonly isThin?: boolean; readonly forged?: boolean }): void;
  /** Answers 500 to everything. */
  breakDown(isBroken: boolean): void;
  stop(): Promise<void>;
};

type Pending = { readonly nonce: string; readonly challenge: string; readonly redirectUri: string };

const clientId = "kombo-mirror";
const clientSecret = "a secret only both know";
const algorithm = "RS256";

/** An OpenID Connect provider as strict as it must be: one client, code flow, PKCE and nonce demanded, ids signed. */
export async function startOidcProvider(): Promise<OidcProvider> {
  const [keys, otherKeys] = await Promise.all([generateKeyPair(algorithm), generateKeyPair(algorithm)]);
  const jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: "one", alg: algorithm, use: "sig" }] };
  const pendingByCode = new Map<string, Pending>();
  let person: OidcClaims = { sub: "nobody" };
  let isThin = false;
  let isForged = false;
  let isBroken = false;
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${portOf(server.address())}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", issuer);
    if (isBroken) return void response.writeHead(500).end();
    switch (url.pathname) {
      case "/.well-known/openid-configuration":
        return json(response, {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          userinfo_endpoint: `${issuer}/userinfo`,
          id_token_signing_alg_values_supported: [algorithm],
        });
      case "/jwks":
        return json(response, jwks);
      case "/authorize":
        return authorize(url.searchParams, response);
      case "/token":
        return token(new URLSearchParams(await text(request)), response);
      case "/userinfo":
        return json(response, person);
    }
    response.writeHead(404).end();
  }

  function authorize(query: URLSearchParams, response: ServerResponse): void {
    const demanded = ["nonce", "code_challenge", "state"].filter((name) => !query.get(name));
    if (demanded.length > 0 || query.get("client_id") !== clientId)
      return void response.writeHead(400).end(`missing: ${demanded.join()}`);
    const code = randomBytes(16).toString("hex");
    const redirectUri = query.get("redirect_uri") ?? "";
    pendingByCode.set(code, {
      nonce: query.get("nonce") ?? "",
      challenge: query.get("code_challenge") ?? "",
      redirectUri,
    });
    const back = new URL(redirectUri);
    back.searchParams.set("code", code);
    back.searchParams.set("state", query.get("state") ?? "");
    response.writeHead(302, { location: back.href }).end();
  }

  async function token(form: URLSearchParams, response: ServerResponse): Promise<void> {
    const pending = pendingByCode.get(form.get("code") ?? "");
    pendingByCode.delete(form.get("code") ?? "");
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const isRight =
      form.get("client_secret") === clientSecret &&
      pending?.challenge === challenge &&
      pending.redirectUri === form.get("redirect_uri");
    if (!isRight) return void response.writeHead(400).end('{"error":"invalid_grant"}');
    const claims = isThin ? { sub: person.sub } : person;
    const idToken = await new SignJWT({ ...claims, nonce: pending.nonce })
      .setProtectedHeader({ alg: algorithm, kid: "one" })
      .setIssuer(issuer)
      .setAudience(clientId)
      .setIssuedAt()
      .setExpirationTime("5 min")
      .sign(isForged ? otherKeys.privateKey : keys.privateKey);
    json(response, { access_token: "access", token_type: "Bearer", expires_in: 300, id_token: idToken });
  }

  return {
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    signInAs(claims, options = {}) {
      person = claims;
      isThin = options.isThin ?? false;
      isForged = options.forged ?? false;
    },
    breakDown(next) {
      isBroken = next;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function json(response: ServerResponse, body: object): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("The provider has no port");
  return address.port;
}
