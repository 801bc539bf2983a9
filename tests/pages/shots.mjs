// Every page at two widths in two lights, into artifacts/screenshots.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { artifacts, openPage } from './mock.mjs';

export const widths = [1280, 390];
export const lights = ['light', 'dark'];

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
      wrong.push(...opened.wrong);
      await opened.close();
    }
  }
  return wrong;
}
