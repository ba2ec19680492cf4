/** A person at the pages of the authorization server, without a browser. */
export class Visitor {
  private readonly cookies = new Map<string, string>();

  /**
   * Signs in and consents, until the authorization server redirects to the client.
   *
   * @returns the address of the client, with the code
   */
  async signIn(start: URL, callback: string): Promise<URL> {
    let response = await this.ask(start);
    for (let step = 0; step < 20; step++) {
      const location = response.headers.get('location');
      if (location === null) {
        response = await this.submit(response);
        continue;
      }
      const next = new URL(location, response.url);
      if (next.href.startsWith(callback)) return next;
      response = await this.ask(next);
    }
    throw new Error('The authorization server never came to an end');
  }

  /** Fills the form of a page in. */
  private async submit(response: Response): Promise<Response> {
    const page = await response.text();
    const [, action] = /<form[^>]* action="([^"]+)"/.exec(page) ?? [];
    const [, prompt] = /name="prompt" value="(\w+)"/.exec(page) ?? [];
    if (action === undefined || prompt === undefined) {
      throw new Error(`${response.url} has no form: ${page.slice(0, 500)}`);
    }
    return this.ask(
      new URL(action, response.url),
      new URLSearchParams({ prompt, login: 'mallika', password: 'any' }),
    );
  }

  private async ask(url: URL, form?: URLSearchParams): Promise<Response> {
    const cookie = [...this.cookies].map((pair) => pair.join('=')).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form && { method: 'POST', body: form }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }
}
