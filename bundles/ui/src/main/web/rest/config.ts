/** What the server writes into the page: it is public, and known before anybody has signed in. */
export interface PortalConfig {
  title: string;
  organization?: string;
  version?: string;
  /** The part of each provider's settings that is used. */
  environment?: string;
  providers: SignInProvider[];
  /** Where people ask for help, as links. */
  support?: { title: string; url: string }[];
}

export interface SignInProvider {
  id: string;
  title: string;
  /** Guests and proxies need no window; the others open the page of the provider in one. */
  flow: 'direct' | 'popup';
}

function read(): PortalConfig {
  const fallback: PortalConfig = {
    title: 'Callboard',
    providers: [{ id: 'guest', title: 'Guest', flow: 'direct' }],
  };
  const text = document.getElementById('callboard-config')?.textContent ?? '';
  const found = (text.trim() ? JSON.parse(text) : {}) as Partial<PortalConfig>;
  return { ...fallback, ...found };
}

export const portalConfig: PortalConfig = read();
