/** The filters, tests and globals of the language, and those of Backstage. */
package dev.callboard.scaffolder.template.filter;
