package org.p2pltr.wiki.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CsrfException;

/**
 * A form without a valid token changes nothing. What was typed into it is shown again, with a new
 * token, so that it is not lost when cookies were cleared or the window is old.
 */
final class TokenMissing implements AccessDeniedHandler {
    /** Where the screen is made; reached from here only. */
    static final String SCREEN = "/form-again";

    private final AccessDeniedHandler others = new AccessDeniedHandlerImpl();

    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException, ServletException {
        if (why instanceof CsrfException && request.getMethod().equals("POST")) {
            request.setAttribute(FormAgainController.REFUSED, request.getRequestURI());
            request.getRequestDispatcher(SCREEN).forward(request, response);
        } else {
            others.handle(request, response, why);
        }
    }
}
