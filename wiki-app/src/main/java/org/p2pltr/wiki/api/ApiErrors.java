package org.p2pltr.wiki.api;

import org.jspecify.annotations.Nullable;
import org.p2pltr.wiki.peer.PeerSilentException;
import org.p2pltr.wiki.web.NotFoundException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Errors of the REST calls as problem details (RFC 9457): what is wrong and what is allowed,
 * without traces.
 */
@RestControllerAdvice(basePackageClasses = ApiErrors.class)
class ApiErrors extends ResponseEntityExceptionHandler {

    @ExceptionHandler
    ProblemDetail wrong(IllegalArgumentException e) {
        return problem(HttpStatus.BAD_REQUEST, e);
    }

    @ExceptionHandler
    ProblemDetail missing(NotFoundException e) {
        return problem(HttpStatus.NOT_FOUND, e);
    }

    @ExceptionHandler
    ProblemDetail refused(RefusedException e) {
        return problem(HttpStatus.UNPROCESSABLE_CONTENT, e);
    }

    @ExceptionHandler
    ProblemDetail unknownBase(UnknownBaseException e) {
        ProblemDetail problem = problem(HttpStatus.CONFLICT, e);
        problem.setProperty("draftId", e.draftId());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail silent(PeerSilentException e) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, e);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        Throwable cause = e.getMostSpecificCause();
        String why = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(
                        status, "the body is not the JSON asked for, in UTF-8: " + why);
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    private static ProblemDetail problem(HttpStatus status, Exception e) {
        return ProblemDetail.forStatusAndDetail(status, String.valueOf(e.getMessage()));
    }
}
