package org.p2pltr.wiki.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.security.web.header.HeaderWriter;

/**
 * What a browser may load and run for the wiki's screens: nothing from elsewhere, no script or
 * style within a page. The one exception is the editor's style sheet, which its script makes: it
 * names the nonce that was given to this one answer.
 */
public final class ContentPolicy implements HeaderWriter {
    private static final String NONCE = ContentPolicy.class.getName() + ".nonce";
    private static final int NONCE_BYTES = 18;
    private static final String BEGIN = "default-src 'none'; script-src 'self'; style-src 'self'";
    private static final String END =
            "; img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Lets the answer to this request have a style sheet with this nonce, made anew. */
    public static String styleNonce(HttpServletRequest request) {
        byte[] random = new byte[NONCE_BYTES];
        RANDOM.nextBytes(random);
        String nonce = Base64.getEncoder().encodeToString(random);
        request.setAttribute(NONCE, nonce);
        return nonce;
    }

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        Object nonce = request.getAttribute(NONCE);
        String more = nonce == null ? "" : " 'nonce-" + nonce + "'";
        response.setHeader("Content-Security-Policy", BEGIN + more + END);
    }
}
