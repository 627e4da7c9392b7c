/** A mistake of the user outside of the document: an argument, a setting, a folder. Only its message is shown. */
export class UserError extends Error {
  override readonly name = "UserError";
}
