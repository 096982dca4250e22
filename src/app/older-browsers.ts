/**
 * What the app uses and the oldest browsers that it promises to run on (Chrome and WebView 107, Safari 16) do not
 * have. Only they load it, before anything is drawn; workers have globals of their own and import what they use.
 */
import 'core-js/modules/es.array.to-reversed.js';
import 'core-js/modules/es.array.to-sorted.js';
import 'core-js/modules/es.map.group-by.js';
import 'core-js/modules/es.object.group-by.js';
