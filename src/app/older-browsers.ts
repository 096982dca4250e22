/**
 * What the app and its libraries use and the oldest browsers they run on (Chrome and WebView 107, Safari 16) do not
 * have. It stands first in `main.tsx`; workers have globals of their own and import what they need themselves.
 */
import 'core-js/modules/es.array.to-reversed.js';
import 'core-js/modules/es.array.to-sorted.js';
import 'core-js/modules/es.map.group-by.js';
import 'core-js/modules/es.object.group-by.js';
