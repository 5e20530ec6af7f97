/** The layout of XML, JavaScript, CSS, JSON and YAML: the one OCA uses for 19.0. */
module.exports = {
  plugins: [require.resolve("@prettier/plugin-xml")],
  bracketSpacing: false,
  printWidth: 88,
  proseWrap: "always",
  semi: true,
  trailingComma: "es5",
  // White space in a mail template is text: keep it as it was typed.
  xmlWhitespaceSensitivity: "preserve",
};
