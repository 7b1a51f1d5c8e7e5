// Signing in, where the server asks for a token: on any address but this machine's own. The token goes to the server once;
// what keeps the session is a cookie that no script can read.
import { post, remove, whenDenied } from './api';

class Session {
  /** A question was refused for want of a token. */
  needed = $state(false);

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
