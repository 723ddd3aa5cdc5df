package io.fenji.customer.customer;

import io.fenji.customer.access.PersonalDataRight;
import io.fenji.customer.contact.ContactValues;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/// Customers as their caller may see them.
@ApplicationScoped
public class CustomerAnswers {
    private final PersonalDataRight right;
    private final ContactValues values;

    CustomerAnswers(PersonalDataRight right, ContactValues values) {
        this.right = right;
        this.values = values;
    }

    Customer shown(Customer customer) {
        return right.isHeld() ? customer : masked(customer);
    }

    /// For what would tell whose a contact value is.
    ///
    /// @throws ProblemException 403
    void requireRight(String parameter) {
        if (!right.isHeld()) {
            throw ProblemException.at(
                    CommonProblem.FORBIDDEN,
                    parameter,
                    "FORBIDDEN",
                    "needs the right to read personal data: it tells whose a value is, and whether a guess is right");
        }
    }

    public Customer masked(Customer customer) {
        return customer.masked(values);
    }

    Response ok(Customer customer) {
        return answer(Response.ok(), shown(customer));
    }

    Response created(Customer customer) {
        return answer(Response.created(address(customer)), shown(customer));
    }

    /// The answer that is kept for a repetition of the request: nothing that is encrypted elsewhere may stand in it.
    Response createdToKeep(Customer customer) {
        return answer(Response.created(address(customer)), masked(customer));
    }

    private static URI address(Customer customer) {
        return URI.create("/v1/customers/" + customer.id());
    }

    private static Response answer(Response.ResponseBuilder answer, Customer customer) {
        return answer.entity(customer)
                .header("ETag", EntityTags.of(customer.version()))
                .build();
    }
}
