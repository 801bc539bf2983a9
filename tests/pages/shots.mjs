// Every page at three widths in two lights, into artifacts/screenshots.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { artifacts, openPage } from './mock.mjs';

export const widths = [1280, 390, 2560];
export const lights = ['light', 'dark'];

/** A refusal that a state shows is logged by the browser too. */
export const isOurs = said => !/status of 4(00|04|29)/.test(said);

export async function shoot(browser, address, pages, settle) {
  await mkdir(artifacts, { recursive: true });
  const wrong = [];
  for (const colorScheme of lights) {
    for (const width of widths) {
      const opened = await openPage(browser, { colorScheme, viewport: { width, height: width < 500 ? 844 : 860 } });
      for (const [name, path] of Object.entries(pages)) {
        await opened.page.goto(address(path));
        await settle(opened.page, name);
        await opened.page.screenshot({ path: join(artifacts, `${name}-${width}-${colorScheme}.png`) });
        const wide = await opened.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (wide > 0) wrong.push(`${name} at ${width} is ${wide} pixels wider than the screen`);
      }
      wrong.push(...opened.wrong.filter(isOurs));
      await opened.close();
    }
  }
  return wrong;
}
