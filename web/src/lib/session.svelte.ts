// Signing in, where the server asks for a token: on any address but this machine's own. The token goes to the server once;
// what keeps the session is a cookie that no script can read. Until it is known that the page may ask, it asks nothing else.
import { get, post, remove, whenDenied } from './api';
import type { Answer } from './types';

class Session {
  /** Whether a token is wanted first; `null` until the server has said so. */
  needed = $state<boolean | null>(null);

  /** Where the server does not answer, the screens say so. */
  async begin(): Promise<void> {
    try {
      const { required, who } = await get<Answer<'SessionForm'>>('session');
      this.needed = required && who === null;
    } catch {
      this.needed = false;
    }
  }

  async enter(token: string): Promise<void> {
    await post('session', { token });
    location.reload();
  }

  async leave(): Promise<void> {
    await remove('session');
    location.reload();
  }
}

export const session = new Session();

whenDenied(() => (session.needed = true));
