// For Node.js before 22.21 and 24.5, whose fetch knows no proxy: NODE_OPTIONS=--require=./env-proxy.cjs
const { EnvHttpProxyAgent, setGlobalDispatcher } = require('undici');

setGlobalDispatcher(new EnvHttpProxyAgent());
