/** Who owns entities: what they say, what CODEOWNERS says, and who really changes them. */
package dev.callboard.ownership;
