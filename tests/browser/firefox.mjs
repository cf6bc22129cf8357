// Debian's Firefox, driven by WebDriver BiDi: it speaks that by itself, and nothing is downloaded for it.
import { launch as start } from 'puppeteer-core';

/** A Firefox; what is set by hand in about:config differs from its defaults as said. */
export const launch = (settings = {}) => start({
  browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: true,
  // As on a telephone, scroll bars lie over the page.
  extraPrefsFirefox: { 'ui.useOverlayScrollbars': 1, ...settings },
});
