/**
 * What goes over HTTP as JSON, as records that server and client share. Start with {@link io.millrace.rest.view.NewsPage}.
 *
 * <p>Data only: nothing here knows HTTP or actors. Fields may be added; readers pass over what they do not know.
 */
@NullMarked
package io.millrace.rest.view;

import org.jspecify.annotations.NullMarked;
