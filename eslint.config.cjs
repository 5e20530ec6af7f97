/** JavaScript rules; Odoo's own globals are listed, imports are Odoo's modules. */
const js = require("@eslint/js");
const globals = require("globals");

module.exports = [
  {ignores: ["**/lib/**", "node_modules/**", "artifacts/**"]},
  js.configs.recommended,
  {
    files: ["**/*.js"],
    languageOptions: {
      ecmaVersion: 2024,
      sourceType: "module",
      globals: {...globals.browser, odoo: "readonly", luxon: "readonly"},
    },
    rules: {
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-console": ["error", {allow: ["warn", "error"]}],
      "no-unused-vars": ["error", {argsIgnorePattern: "^_"}],
    },
  },
  {
    files: ["**/*.cjs"],
    languageOptions: {sourceType: "commonjs", globals: globals.node},
  },
];
