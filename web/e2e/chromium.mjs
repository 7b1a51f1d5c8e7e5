// The browser of the tests and measurements: Debian's Chromium, without a request of its own.
/** CHROMIUM names another. */
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

export const QUIET = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** As it runs on a machine without a graphics card, on any machine: the page is drawn by the processor, WebGL by SwiftShader. */
export const NO_CARD = ['--disable-gpu', '--enable-unsafe-swiftshader'];

/** SwiftShader taken for a graphics card: the whole page is drawn by it, not only WebGL. Several times slower. */
export const SWIFTSHADER_AS_CARD = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
