/** Nothing from elsewhere, nothing inline, no text that becomes code; no dialog of the system (print, alert) and no window, whatever a page asks. Forms go nowhere, but Enter in a field is a form's. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'none'",
  "require-trusted-types-for 'script'", "trusted-types 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "object-src 'none'",
  'sandbox allow-scripts allow-same-origin allow-forms',
].join('; ')
