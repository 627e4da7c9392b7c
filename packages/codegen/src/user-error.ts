/** An error of the user outside of the document, such as an invalid argument. Only its message is printed. */
export class UserError extends Error {
  override readonly name = "UserError";
}
